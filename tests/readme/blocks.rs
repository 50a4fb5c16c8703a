//! Finds the fenced blocks of a Markdown text.

/// A fenced block.
#[derive(Debug)]
pub struct Block {
    pub language: String,
    pub text: String,
    /// Where it begins, counted from 1.
    pub line: usize,
}

/// Every fenced block, in order.
pub fn blocks(markdown: &str) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut open = false;
    for (index, line) in markdown.lines().enumerate() {
        match line.strip_prefix("```") {
            Some(_) if open => open = false,
            Some(language) => {
                open = true;
                found.push(Block {
                    language: language.into(),
                    text: String::new(),
                    line: index + 1,
                });
            }
            None if open => {
                let block = found.last_mut().unwrap();
                block.text.push_str(line);
                block.text.push('\n');
            }
            None => {}
        }
    }
    assert!(!open, "a block is not closed");
    found
}

/// The only block of a language.
pub fn of_language(markdown: &str, language: &str) -> String {
    let mut found: Vec<_> =
        blocks(markdown).into_iter().filter(|block| block.language == language).collect();
    assert_eq!(found.len(), 1, "one block in {language}");
    found.remove(0).text
}
