//! The file that jobs come from, and how far it is read.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use indicatif::ProgressBarIter;

use crate::failure::Failure;
use crate::progress::Progress;

/// A file or standard input; what is read from it moves the progress bar.
pub type Reader = BufReader<ProgressBarIter<Box<dyn Read>>>;

/// Opens a file, or standard input for `-`. The first value is its name for messages.
pub fn open(path: &Path) -> Result<(String, Reader, Progress), Failure> {
    let (name, reader, size): (_, Box<dyn Read>, _) = if path == Path::new("-") {
        ("standard input".to_owned(), Box::new(io::stdin()), None)
    } else {
        let name = path.display().to_string();
        let (file, size) =
            open_file(path).map_err(|error| Failure::Unreadable { name: name.clone(), error })?;
        (name, Box::new(file), Some(size))
    };
    let progress = Progress::new(size);
    Ok((name, BufReader::new(progress.watch(reader)), progress))
}

fn open_file(path: &Path) -> io::Result<(File, u64)> {
    let file = File::open(path)?;
    let about = file.metadata()?;
    // Opening a directory works; reading it is what fails, and with fewer words.
    if about.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    Ok((file, about.len()))
}
