//! Writes the programs that the benchmarks run on.
//!
//! ```sh
//! cargo run --release --example generate -- country 100000 /tmp/country    # organs
//! cargo run --release --example generate -- chain 1000000 /tmp/chain       # grants
//! cargo run --release --example generate -- national 100000 /tmp/national  # matters
//! ```
//!
//! `docs/benchmarks.md` says what is in the last of them, and how to have it as data for other engines.

#![expect(clippy::print_stderr, reason = "a program of its own says what is wrong")]

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::process::ExitCode;
use std::{env, fs, io};

#[path = "../benches/workload/national/mod.rs"]
mod national;
#[path = "../benches/workload/mod.rs"]
mod workload;

use national::{A_FILE, Nation, matters_file, organs};

const USAGE: &str = "usage: generate country ORGANS FOLDER\n       generate chain GRANTS FOLDER\n       generate national MATTERS \
                     FOLDER [--organs ORGANS] [--as dingmi|json|rego|cedar|all]\nA country has 100 organs or more.";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let Some((order, folder)) = Order::read(&arguments) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match order.write(folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{folder}: {error}");
            ExitCode::from(3)
        }
    }
}

enum Order {
    Country { organs: u64 },
    Chain { grants: u64 },
    National { matters: u64, organs: u64, forms: Vec<Form> },
}

#[derive(Clone, Copy)]
enum Form {
    Dingmi,
    Json,
    Rego,
    Cedar,
}

impl Form {
    fn read(word: &str) -> Option<Vec<Self>> {
        Some(match word {
            "dingmi" => vec![Form::Dingmi],
            "json" => vec![Form::Json],
            "rego" => vec![Form::Rego],
            "cedar" => vec![Form::Cedar],
            "all" => vec![Form::Dingmi, Form::Json, Form::Rego, Form::Cedar],
            _ => return None,
        })
    }
}

impl Order {
    fn read<'a>(arguments: &[&'a str]) -> Option<(Self, &'a str)> {
        let [what, count, folder, options @ ..] = arguments else { return None };
        let count: u64 = count.parse().ok().filter(|count| *count > 0)?;
        let order = match *what {
            "country" if count >= 100 && options.is_empty() => Order::Country { organs: count },
            "chain" if options.is_empty() => Order::Chain { grants: count },
            "national" => Order::read_national(count, options)?,
            _ => return None,
        };
        Some((order, folder))
    }

    fn read_national(matters: u64, options: &[&str]) -> Option<Self> {
        let (mut organs, mut forms) = (organs(matters), vec![Form::Dingmi]);
        for option in options.chunks(2) {
            match option {
                ["--organs", count] => organs = count.parse().ok().filter(|organs| *organs >= 100)?,
                ["--as", form] => forms = Form::read(form)?,
                _ => return None,
            }
        }
        Some(Order::National { matters, organs, forms })
    }

    fn write(&self, folder: &str) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        let write = |(name, text): (String, String)| fs::write(format!("{folder}/{name}"), text);
        match self {
            Order::Country { organs } => {
                workload::files(workload::Size::of_organs(*organs)).into_iter().try_for_each(write)
            }
            Order::Chain { grants } => workload::chain(*grants).into_iter().try_for_each(write),
            Order::National { matters, organs, forms } => {
                let nation = Nation::new(*matters, *organs);
                forms.iter().try_for_each(|form| write_nation(&nation, *form, folder))
            }
        }
    }
}

fn write_nation(nation: &Nation, form: Form, folder: &str) -> io::Result<()> {
    let create = |name: &str| File::create(format!("{folder}/{name}")).map(BufWriter::new);
    match form {
        Form::Dingmi => {
            let mut told = Told::default();
            for (name, text) in nation.files() {
                told.add(&name, &text);
                fs::write(format!("{folder}/{name}"), text)?;
            }
            told.print(nation.matters);
            Ok(())
        }
        Form::Json => {
            let mut file = create("national.json")?;
            nation.write_json(&mut file)?;
            file.flush()
        }
        Form::Rego => {
            let mut file = create("rego.json")?;
            nation.write_rego(&mut file)?;
            file.flush()
        }
        Form::Cedar => (0..nation.matters.div_ceil(A_FILE)).try_for_each(|number| {
            let mut file = create(&format!("{}.cedar.json", matters_file(number).trim_end_matches(".dingmi")))?;
            nation.write_cedar(&mut file, number)?;
            file.flush()
        }),
    }
}

/// What the texts come to.
#[derive(Default)]
struct Told {
    all: usize,
    matters: usize,
    /// Bytes of the catalogues that are of Chinese characters and of their punctuation.
    chinese: usize,
}

impl Told {
    fn add(&mut self, name: &str, text: &str) {
        self.all += text.len();
        if name.starts_with("matters-") {
            self.matters += text.len();
            self.chinese += text.chars().filter(|c| *c >= '\u{3000}').map(char::len_utf8).sum::<usize>();
        }
    }

    fn print(&self, matters: u64) {
        let share = |part: usize, of: f64| part as f64 / of;
        eprintln!(
            "{} bytes, {} of them catalogues: {:.0} a matter, {:.1} % of them Chinese",
            self.all,
            self.matters,
            share(self.matters, matters as f64),
            100.0 * share(self.chinese, self.matters as f64),
        );
    }
}
