//! Where results go and how they follow each other there.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anstream::{AutoStream, ColorChoice};
use tempfile::NamedTempFile;
use wortlaut_text::Language;
use wortlaut_views::{PageEntry, PageSection, page_end, page_start};

use crate::arguments::Format;

/// An article, rendered.
pub(crate) enum Rendered {
    Text(Vec<u8>),
    Section(Box<PageSection>),
}

/// Standard output or a file, and what was written so far.
pub(crate) struct Output {
    target: Target,
    layout: Layout,
    written: usize,
}

enum Target {
    Standard(AutoStream<io::StdoutLock<'static>>),
    /// Something that is there and no file, such as a pipe.
    Direct(BufWriter<File>),
    /// A file that gets its name when it is complete.
    File(BufWriter<NamedTempFile>, PathBuf),
}

enum Layout {
    /// One after another.
    Sequence,
    /// A JSON value of its own.
    Single,
    /// Within a JSON array.
    Array,
    /// A page; its table of contents comes first, so the articles wait in a file without a name.
    Page { waiting: BufWriter<File>, contents: Vec<PageEntry>, labels: Language },
}

impl Output {
    /// Opens `path`, or standard output.
    pub(crate) fn new(path: Option<&Path>, format: Format, single: bool, labels: Language) -> io::Result<Self> {
        let layout = match format {
            Format::Terminal | Format::Jsonl => Layout::Sequence,
            Format::Json if single => Layout::Single,
            Format::Json => Layout::Array,
            Format::Html => Layout::Page { waiting: BufWriter::new(tempfile::tempfile()?), contents: Vec::new(), labels },
        };
        let target = match path {
            // Styles are in the bytes or not; a terminal of old Windows needs the stream to act on them.
            None if format == Format::Terminal => {
                let stream = io::stdout().lock();
                let choice = if stream.is_terminal() { ColorChoice::Always } else { ColorChoice::AlwaysAnsi };
                Target::Standard(AutoStream::new(stream, choice))
            }
            None => Target::Standard(AutoStream::always_ansi(io::stdout().lock())),
            Some(path) => match std::fs::metadata(path) {
                Ok(metadata) if !metadata.is_file() => Target::Direct(BufWriter::new(File::create(path)?)),
                _ => Target::File(BufWriter::new(beside(path)?), path.to_owned()),
            },
        };
        Ok(Self { target, layout, written: 0 })
    }

    /// Adds an article, after `legend` if there is one.
    pub(crate) fn write(&mut self, legend: Option<&str>, rendered: &Rendered) -> io::Result<()> {
        self.target.write_all(legend.unwrap_or_default().as_bytes())?;
        let first = self.written == 0;
        self.written += 1;
        match (&mut self.layout, rendered) {
            (Layout::Page { waiting, contents, .. }, Rendered::Section(section)) => {
                contents.push(section.entry.clone());
                return waiting.write_all(section.html.as_bytes());
            }
            (Layout::Array, Rendered::Text(text)) => {
                self.target.write_all(if first { b"[\n" } else { b",\n" })?;
                self.target.write_all(text)?;
            }
            (_, Rendered::Text(text)) => self.target.write_all(text)?,
            (_, Rendered::Section(section)) => self.target.write_all(section.html.as_bytes())?,
        }
        // Whoever waits at the other end gets each article as soon as it is there.
        self.target.flush()
    }

    /// Completes what was written and gives a file its name.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        match self.layout {
            Layout::Sequence => {}
            Layout::Single if self.written == 0 => return Ok(()),
            Layout::Single => self.target.write_all(b"\n")?,
            Layout::Array if self.written == 0 => self.target.write_all(b"[]\n")?,
            Layout::Array => self.target.write_all(b"\n]\n")?,
            Layout::Page { .. } if self.written == 0 => return Ok(()),
            Layout::Page { waiting, contents, labels } => {
                let start = page_start(&contents, labels).map_err(io::Error::other)?;
                self.target.write_all(start.as_bytes())?;
                let mut waiting = waiting.into_inner().map_err(io::IntoInnerError::into_error)?;
                waiting.seek(SeekFrom::Start(0))?;
                io::copy(&mut waiting, &mut self.target)?;
                self.target.write_all(page_end().as_bytes())?;
            }
        }
        self.target.flush()?;
        if let Target::File(file, path) = self.target {
            let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
            file.persist(path).map_err(|error| error.error)?;
        }
        Ok(())
    }
}

/// A file in the folder of `path`, with the rights that a new file has.
pub(crate) fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".wortlaut-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Standard(stream) => stream.write(bytes),
            Self::Direct(file) => file.write(bytes),
            Self::File(file, _) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Standard(stream) => stream.flush(),
            Self::Direct(file) => file.flush(),
            Self::File(file, _) => file.flush(),
        }
    }
}
