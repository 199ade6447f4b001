//! Which language the environment speaks, and whether it can show more than ASCII.

use std::env;

use crate::diagnostic::Lang;

pub(super) fn from_environment() -> Lang {
    match locale() {
        Some(locale) if locale.to_ascii_lowercase().starts_with("zh") => Lang::Zh,
        _ => Lang::En,
    }
}

/// Whether the locale names an encoding other than UTF-8. Frames are then drawn with ASCII signs.
pub(super) fn is_not_utf8() -> bool {
    let charset = locale().and_then(|locale| locale.split_once('.').map(|(_, charset)| charset.to_ascii_lowercase()));
    charset.is_some_and(|charset| !charset.starts_with("utf-8") && !charset.starts_with("utf8"))
}

/// The order is that of POSIX. Elsewhere the system is asked.
fn locale() -> Option<String> {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|variable| env::var(variable).ok().filter(|value| !value.is_empty()))
        .or_else(sys_locale::get_locale)
}
