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

/// The only block of a language that calls `function`.
pub fn of_language(markdown: &str, language: &str, function: &str) -> String {
    let mut found = blocks(markdown);
    found.retain(|block| block.language == language && block.text.contains(function));
    assert_eq!(found.len(), 1, "one block in {language} with {function}");
    found.remove(0).text
}
