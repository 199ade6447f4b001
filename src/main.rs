//! The `dingmi` command.

/// A check makes and frees many millions of small parts.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    dingmi::cli::main()
}
