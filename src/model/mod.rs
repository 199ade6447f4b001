//! What a program means.
use std::collections::BTreeMap;

/// The laws that regimes cite: key to title.
#[derive(Debug, Default, Clone)]
pub struct Laws(pub BTreeMap<String, String>);

impl Laws {
    /// The laws that the regimes coming with the compiler name.
    pub fn embedded() -> Self { Laws::default() }
    pub fn title(&self, key: &str) -> Option<&str> { self.0.get(key).map(String::as_str) }
}

#[derive(Debug, Default)]
pub struct Model { pub laws: Laws }
