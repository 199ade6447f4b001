//! A small HTTP service that answers questions from a compiled catalogue and takes a newer one while it is asked. An example of
//! how [`dingmi_catalogue::Live`] is used, and small enough to be read before it is run: `README.md` of the crate says how.
//!
//! It keeps no log of what it is asked, because a question about a secret may be one itself. It knows nobody: whoever reaches
//! its port may ask all that the catalogue says. So it listens on loopback unless told otherwise, and a proxy in front of it
//! decides who may ask.

mod fault;
mod http;
mod options;
mod query;
mod questions;
mod reload;
mod told;

use std::io::{self, Write as _};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::time::Duration;

use dingmi_catalogue::Live;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use options::Options;
use reload::Watch;

/// More connections wait until one of these ends.
const MOST_CONNECTIONS: usize = 1024;
/// The line and the headers of a request are no longer. No answer needs a body, so none is read.
const MOST_HEAD: usize = 16 * 1024;
const MOST_HEADERS: usize = 64;
/// Who says nothing for so long is hung up on.
const PATIENCE: Duration = Duration::from_secs(30);
/// Whoever is being answered when the service is to end has so long to read the answer.
const FAREWELL: Duration = Duration::from_secs(5);

/// A line on stderr, where a service manager looks for it. Where nobody reads it, that is no reason to end.
pub(crate) fn say(line: &str) {
    let _nobody_reads = writeln!(io::stderr(), "dingmi-service: {line}");
}

fn main() -> ExitCode {
    let options = match Options::from_arguments() {
        Ok(Some(options)) => options,
        Ok(None) => return ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("{error}; see --help"));
            return ExitCode::from(2);
        }
    };
    match run(options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&error);
            ExitCode::from(3)
        }
    }
}

fn run(options: Options) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("cannot start threads: {error}"))?;
    runtime.block_on(async {
        // Before all else: until it is handled, a signal to reload ends a process.
        let hangup = signal(SignalKind::hangup()).map_err(|error| format!("cannot wait for signals: {error}"))?;
        let stop = until_stopped().map_err(|error| format!("cannot wait for signals: {error}"))?;
        let watch = Watch::begin(&options)?;
        let live = watch.live();
        let listener = TcpListener::bind(options.listen)
            .await
            .map_err(|error| format!("cannot listen on {}: {error}", options.listen))?;
        let address = listener.local_addr().map_err(|error| format!("cannot listen: {error}"))?;
        say(&format!("serial {} on http://{address}", live.current().serial()));
        // One wish to reload may wait while another is carried out; more would be the same one.
        let (wake, woken) = sync_channel(1);
        std::thread::spawn(move || watch.run(&woken));
        tokio::spawn(pass_on(hangup, wake));
        serve(listener, live, stop).await;
        Ok(())
    })
}

/// Ends when the service is to end.
fn until_stopped() -> io::Result<impl Future<Output = ()>> {
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

async fn pass_on(mut hangup: tokio::signal::unix::Signal, wake: SyncSender<()>) {
    while hangup.recv().await.is_some() {
        // Full means that it will look anyway.
        let _full = wake.try_send(());
    }
}

/// Answers until it is to stop; then takes nobody on, and those who are being answered get their answers.
async fn serve(listener: TcpListener, live: Arc<Live>, stop: impl Future<Output = ()>) {
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    tokio::pin!(stop);
    loop {
        let (stream, place) = tokio::select! {
            next = next(&listener, &places) => next,
            () = &mut stop => break,
        };
        let live = Arc::clone(&live);
        let service = hyper::service::service_fn(move |request| http::answer(Arc::clone(&live), request));
        let connection = hyper::server::conn::http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(PATIENCE)
            .max_buf_size(MOST_HEAD)
            .max_headers(MOST_HEADERS)
            .serve_connection(TokioIo::new(stream), service);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // Who hangs up, or speaks no HTTP, is nobody's concern; and there is no log to put it in.
            let _hung_up = connection.await;
            drop(place);
        });
    }
    drop(listener);
    tokio::select! {
        () = graceful.shutdown() => {}
        () = tokio::time::sleep(FAREWELL) => {}
    }
}

/// The next connection, once there is a place for it.
async fn next(listener: &TcpListener, places: &Arc<Semaphore>) -> (TcpStream, Option<OwnedSemaphorePermit>) {
    // The semaphore is never closed.
    let place = Arc::clone(places).acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                // An answer is one write: nothing is gained by waiting for more.
                let _no_matter = stream.set_nodelay(true);
                return (stream, place);
            }
            // It was gone already, or there are too many open files: then there may be room soon.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}
