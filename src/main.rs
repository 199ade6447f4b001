//! The `dingmi` command.

fn main() -> std::process::ExitCode {
    dingmi::cli::main()
}
