use dingmi::*;
use dingmi::diagnostic::*;
struct F;
impl Files for F {
    fn resolve(&self, importer: &str, import: &str) -> Result<String, ImportFault> {
        let p = std::path::Path::new(importer).parent().unwrap().join(import);
        std::fs::canonicalize(p).map(|p| p.strip_prefix(std::env::current_dir().unwrap()).unwrap().display().to_string()).map_err(|_| ImportFault::Missing)
    }
    fn read(&self, name: &str) -> Result<String, ImportFault> { std::fs::read_to_string(name).map_err(|_| ImportFault::Missing) }
}
fn main() {
    let texts: Vec<_> = std::env::args().skip(1).map(|f| (f.clone(), std::fs::read_to_string(f).unwrap())).collect();
    let p = Program::load(texts, &F);
    let (m, d) = p.check(&Options { as_of: jiff::civil::date(2026,11,23), regime: None, levels: Default::default() });
    for d in &d {
        let lc = p.sources().line_column(d.span());
        println!("{}:{}:{}: {} [{} {}] {} {:?}", p.sources().get(d.span().file).name(), lc.line, lc.column, d.severity.id(), d.kind.code, d.kind.name, d.message.render(Lang::En, Privacy::Open), d.from);
    }
    std::fs::write("/tmp/out.json", &dingmi::emit::outputs(p.sources(), &m, jiff::civil::date(2026,11,23))[0].bytes).unwrap();
}
