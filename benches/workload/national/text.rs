//! The country as texts of the language.

use std::fmt::Write as _;

use super::super::workload::{LEVELS, NAMES, ground, mixed, pieces, tier};
use super::{A_CATALOGUE, A_FILE, Covers, Grant, Matter, Nation, Part, matters_file};

const SCALES: [u64; 5] = [2_000, 5_000, 10_000, 25_000, 50_000];
/// A condition of one clause is about the first of them, and so on.
const WORDS: &str = "vocabulary words \"成果\" {\n    attribute size \"面积\" : area;\n    attribute scale \"比例尺\" : ratio;\n    \
                     attribute inside \"区内\" : yes-no;\n}\n";

impl Nation {
    /// The files of the program, each made when it is asked for. They need no import.
    pub(crate) fn files(&self) -> impl Iterator<Item = (String, String)> + '_ {
        let common = ground(self.size).into_iter().chain([("words.dingmi".to_owned(), WORDS.to_owned())]);
        let grants = pieces(self.size.grants)
            .map(|(number, piece)| (format!("grants-{number:04}.dingmi"), self.grants_text(piece)));
        let matters = (0..self.matters.div_ceil(A_FILE)).map(|file| (matters_file(file), self.matters_text(file)));
        common.chain(grants).chain(matters)
    }

    /// Grants without a last day, made before the law asked for one: whoever has power has it on all days.
    fn grants_text(&self, piece: std::ops::Range<u64>) -> String {
        let mut text = String::new();
        for number in piece {
            let Grant { grantor, grantee, line, level } = self.grants[number as usize];
            let department = if tier(self.size, grantor) == 2 { "p-nassp" } else { "nassp" };
            let _ = writeln!(
                text,
                "authorization g{number} from o{grantor} to o{grantee} {{ level up-to {}; matters business b{line}; \
                 instrument \"密授〔2013〕{number}号\" dated 2013-01-04; term from 2013-01-10; filed-with {department} on \
                 2013-02-01; }}",
                LEVELS[level],
            );
        }
        text
    }

    /// Kinds for three sorts of conditions a catalogue, and the catalogues.
    fn matters_text(&self, file: u64) -> String {
        let a_file = A_FILE / A_CATALOGUE;
        let mut text = format!("vocabulary words-{file} \"第{file}册成果\" {{\n");
        for catalogue in file * a_file..(file + 1) * a_file {
            let _ = writeln!(text, "    kind g{catalogue} \"第{catalogue}类成果\" {{");
            for clauses in 1..=3 {
                let _ = writeln!(text, "        kind k{catalogue}-{clauses} \"第{catalogue}类第{clauses}种成果\";");
            }
            text.push_str("    }\n");
        }
        text.push_str("}\n");
        for catalogue in file * a_file..((file + 1) * a_file).min(self.size.catalogues) {
            self.write_catalogue(&mut text, catalogue);
        }
        text
    }

    fn write_catalogue(&self, text: &mut String, catalogue: u64) {
        let name = NAMES[catalogue as usize % NAMES.len()];
        let _ = writeln!(
            text,
            "catalogue c{catalogue} \"{name}工作国家秘密目录\" under cn-2014 {{\n    issued-by o0, nassp; dated 2018-06-01; \
             in-force from 2018-07-01; business b{};\n    basis \"保守国家秘密法\"; demonstrated on 2018-03-01; heard organ o0, \
             expert \"{name}专家\"; interpreted-by o0; relation \"无\";",
            self.line(catalogue),
        );
        self.rows(catalogue).for_each(|matter| matter.write(text));
        text.push_str("}\n");
    }
}

impl Matter {
    fn write(&self, text: &mut String) {
        let _ = write!(text, "    matter {}", self.number % A_CATALOGUE);
        let _ = self.name.iter().try_for_each(|name| write!(text, " \"{name}\""));
        text.push_str(" {");
        let _ = self.level.iter().try_for_each(|level| write!(text, " level {};", LEVELS[*level]));
        let _ = self.years.iter().try_for_each(|years| write!(text, " period {years} years;"));
        if !self.known.is_empty() {
            let _ = write!(text, " known-to {};", self.known.iter().map(Part::text).collect::<Vec<_>>().join(", "));
        }
        let _ = self.producer.iter().try_for_each(|organ| write!(text, " produced-by o{organ};"));
        if let Some(covers) = self.covers {
            text.push_str(&covers.text(self.number / A_CATALOGUE));
        }
        text.push_str(" }\n");
    }
}

impl Part {
    pub(crate) fn text(&self) -> String {
        match self {
            Part::Organ(organ) => format!("organ o{organ}"),
            Part::Group(name, organ) => format!("group \"{name}\" approved-by o{organ}"),
            Part::Post(name, organ) => format!("post \"{name}\" of o{organ}"),
        }
    }
}

impl Covers {
    /// What more is asked is the same for all rows of a kind, so that their bands leave nothing out.
    fn text(self, catalogue: u64) -> String {
        let Covers { clauses, low, high } = self;
        let mut text = format!(" covers k{catalogue}-{clauses} where size >= {low} km2 and size < {high} km2");
        if clauses > 1 {
            let _ = write!(text, " and scale larger-than 1:{}", SCALES[mixed(catalogue, 45) as usize % SCALES.len()]);
        }
        if clauses > 2 {
            text.push_str(if mixed(catalogue, 46).is_multiple_of(2) { " and inside" } else { " and not inside" });
        }
        text + ";"
    }
}
