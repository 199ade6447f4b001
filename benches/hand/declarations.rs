//! A file: declarations one after another.

use dingmi::ast::{Declaration, Import, Tree};

use super::cursor::Cursor;
use super::keywords::IN;

impl Cursor<'_> {
    /// All of the rest of the text.
    pub(super) fn declarations(&mut self) -> Option<Vec<Declaration>> {
        let mut declarations = Vec::new();
        loop {
            self.docs();
            if self.at == self.bytes.len() {
                return Some(declarations);
            }
            declarations.push(self.declaration()?);
            self.count += 1;
            self.docs.clear();
        }
    }

    fn declaration(&mut self) -> Option<Declaration> {
        let word = self.word();
        self.space();
        Some(match word {
            "organ" | "机关" => Declaration::Organ(self.organ()?),
            "authorization" | "定密授权" => Declaration::Authorization(self.authorization()?),
            "officer" | "定密责任人" => Declaration::Officer(self.officer()?),
            "catalogue" | "目录" => Declaration::Catalogue(Box::new(self.catalogue()?)),
            "scope" | "知悉范围" => Declaration::Scope(self.scope()?),
            "region" | "行政区域" => Declaration::Region(self.tree()?),
            "business" | "主管业务" => Declaration::Business(self.tree()?),
            "vocabulary" | "术语" => Declaration::Vocabulary(self.vocabulary()?),
            "disclosure" | "公开" => Declaration::Disclosure(self.disclosure()?),
            "waive" | "豁免" => Declaration::Waive(self.waive()?),
            "test" | "测试" => Declaration::Test(Box::new(self.trial()?)),
            "import" | "引用" => {
                let path = self.string()?;
                self.semicolon()?;
                Declaration::Import(Import { path })
            }
            "regime" | "法规" => Declaration::Regime(Box::new(self.regime()?)),
            _ => return None,
        })
    }

    fn tree(&mut self) -> Option<Tree> {
        let head = self.head()?;
        let parent = if self.then(&IN) { Some(self.name()?) } else { None };
        self.semicolon()?;
        Some(Tree { head, parent })
    }
}
