//! `cargo xtask spec update`: a new document of the vendor, with everything that follows from it.
//!
//! Everything is worked out before anything is written: what is wrong with the new document leaves all as
//! it was.

use super::fetch::Source;
use super::version::{after, written};
use super::{CONFIG, changelog, import, overlays, show};
use crate::codegen::COMMAND;
use clientwright::config::{Config, load};
use clientwright::diff::{self, Diff, Level};
use clientwright::output::{Mode, sync, sync_file};
use clientwright::source::{DiskFiles, Files, Revision};
use clientwright::{Outcome, Side, compare, generate};
use semver::Version;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// What to take the document from.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Files, documentation pages or URLs (https, or http on this machine); several are merged.
    #[arg(required = true)]
    from: Vec<String>,
    /// Write nothing; only say what would come of it.
    #[arg(long)]
    dry_run: bool,
}

/// The disk, with other texts in the place of some files.
struct Draft(BTreeMap<PathBuf, String>);

impl Files for Draft {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        match self.0.get(path) {
            Some(text) => Ok(text.clone().into_bytes()),
            None => DiskFiles.read(path),
        }
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        DiskFiles.canonical(path)
    }
}

/// Brings the document, the crate, its version and its changelog up to date.
pub fn run(options: &Options) -> Result<(), String> {
    let sources: Result<Vec<Source>, String> =
        options.from.iter().map(|one| Source::read(one)).collect();
    let sources = sources?;
    let pages = sources
        .iter()
        .map(|one| (one.name.clone(), one.text.clone()));
    let document = import::document(pages)?;
    let config = configuration(&DiskFiles)?;
    let path = config.input.document.clone();
    let shown = path.display();
    if std::fs::read_to_string(&path).is_ok_and(|known| known == document) {
        println!("{shown}: unchanged");
        return Ok(());
    }
    let mut draft = Draft([(path, document)].into());
    let diff = followed(&config, &mut draft)?;
    let version = next(&config, diff.verdict())?;
    let mut new = config.clone();
    new.output.version.clone_from(&version);
    // With a new version names may go that had stayed beside others for a while.
    let diff = match diff.verdict() {
        Some(Level::Major) => differences(&config, &new, &draft)?,
        _ => diff,
    };
    let outcome = generate(&new, &draft);
    show(&outcome.diagnostics, &outcome.sources);
    if outcome.diagnostics.has_errors() {
        return Err("error: nothing was generated, and nothing written\n".to_owned());
    }
    print!("{}", diff::text(&diff));
    println!("version: {} -> {version}", config.output.version);
    if options.dry_run {
        println!("nothing was written");
        return Ok(());
    }
    let log = changelog::with(&new.output.directory, &version, &sources, &diff)?;
    write(&new, &draft, &outcome, &log)
}

fn configuration(files: &dyn Files) -> Result<Config, String> {
    let loaded = load(Path::new(CONFIG), files);
    show(&loaded.diagnostics, &loaded.sources);
    let config = loaded.config.filter(|_| !loaded.diagnostics.has_errors());
    let mut config = config.ok_or("error: no configuration\n")?;
    config.output.command = COMMAND.to_owned();
    Ok(config)
}

/// What changes, with overlays that follow what is called otherwise now.
fn followed(config: &Config, draft: &mut Draft) -> Result<Diff, String> {
    let old = side(config, &DiskFiles);
    if let Some(diff) = compare(old, side(config, draft)).diff {
        return Ok(diff);
    }
    let followed = overlays::follow(config, draft)?;
    print!("{}", followed.told);
    draft.0.extend(followed.files);
    differences(config, config, draft)
}

fn differences(old: &Config, new: &Config, draft: &Draft) -> Result<Diff, String> {
    let compared = compare(side(old, &DiskFiles), side(new, draft));
    if let Some(diff) = compared.diff {
        return Ok(diff);
    }
    for (diagnostics, sources) in &compared.found {
        show(diagnostics, sources);
    }
    Err("error: nothing was compared, and nothing written\n".to_owned())
}

fn side<'a>(config: &'a Config, files: &'a dyn Files) -> Side<'a> {
    Side { config, files }
}

/// The version that tells of the change to whoever has the one that was committed last; one that tells of it
/// already stays, and so does one that has nothing to tell.
fn next(config: &Config, verdict: Option<Level>) -> Result<String, String> {
    let parse = |text: &str| {
        let version: Result<Version, _> = text.parse();
        version.map_err(|why| format!("error: `{text}` is no version such as 1.2.3: {why}\n"))
    };
    let Some(level) = verdict else {
        return Ok(config.output.version.clone());
    };
    let now = parse(&config.output.version)?;
    // Without a repository, or a commit of it, nobody has another.
    let committed = match Revision::open("HEAD") {
        Ok(head) => match head.canonical(Path::new(CONFIG)) {
            Ok(_) => parse(&configuration(&head)?.output.version)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => now.clone(),
            Err(error) => return Err(format!("error: {CONFIG} of `HEAD`: {error}\n")),
        },
        Err(_) => now.clone(),
    };
    let least = after(&committed, level);
    match now < least {
        true => Ok(least.to_string()),
        false => Ok(config.output.version.clone()),
    }
}

fn write(config: &Config, draft: &Draft, outcome: &Outcome, log: &str) -> Result<(), String> {
    let failed = |error: clientwright::output::OutputError| format!("error: {error}\n");
    let text =
        std::fs::read_to_string(CONFIG).map_err(|error| format!("error: {CONFIG}: {error}\n"))?;
    let text = written(&text, &config.output.version)
        .map_err(|error| format!("error: {CONFIG}: {error}\n"))?;
    let folder = &config.output.directory;
    let changes = sync(folder, &outcome.files, Mode::Write).map_err(failed)?;
    let lock = outcome
        .lock
        .iter()
        .map(|lock| (lock.path.clone(), lock.text.as_str()));
    let read = draft.0.iter();
    let read = read.map(|(path, text)| (path.clone(), text.as_str()));
    let singles = [
        (CONFIG.into(), text.as_str()),
        (folder.join(changelog::FILE), log),
    ];
    for (path, text) in read.chain(singles).chain(lock) {
        if sync_file(&path, text, Mode::Write)
            .map_err(failed)?
            .is_some()
        {
            println!("{}: written", path.display());
        }
    }
    println!("{}: {} files changed", folder.display(), changes.len());
    Ok(())
}
