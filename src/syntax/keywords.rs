//! stub
pub fn is_spelling_of(word: &str, english: &str) -> bool { word == english || (english == "catalogue" && word == "目录") }
pub fn role(_word: &str) -> Option<&'static str> { None }
