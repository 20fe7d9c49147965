//! Hands messages to the service and its answers to the output.
//!
//! What a handler does wrong is kept from the others here: one that panics is answered as an internal
//! error, one that has to wait goes on beside the others, one whose request was cancelled before its
//! turn is not started.

use std::any::Any;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::Sender;
use std::task::Poll;

use futures::channel::mpsc::UnboundedReceiver;
use futures::future::BoxFuture;
use futures::stream::FuturesUnordered;
use futures::{FutureExt, SinkExt, StreamExt, future, poll, select_biased};
use serde_json::json;
use tokio::task::JoinHandle;
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response};
use tower_lsp::{ClientSocket, Loopback};
use tower_service::Service;

use super::Log;
use super::message::Incoming;
use super::write::Outgoing;

const NOT_INITIALIZED: ErrorCode = ErrorCode::ServerError(-32002);

/// What of the protocol's life has passed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// `initialize` has not been answered.
    Before,
    During,
    /// `shutdown` has come.
    After,
}

/// What waits for its turn.
enum Waiting {
    Message(Incoming),
    /// A request that was cancelled before its turn.
    Cancelled(Id),
}

/// A handler that has come to its end.
struct Finished {
    method: String,
    /// Of a request.
    id: Option<Id>,
    /// The answer, or what the handler said as it panicked.
    answer: Result<Option<Response>, String>,
}

/// Runs the handlers of one editor's messages.
pub struct Dispatcher<S> {
    service: S,
    requests: <ClientSocket as Loopback>::RequestStream,
    responses: <ClientSocket as Loopback>::ResponseSink,
    output: Sender<Outgoing>,
    log: Log,
    phase: Phase,
    waiting: VecDeque<Waiting>,
    /// The handlers that have come to a wait. Each goes on as a task of its own, so that none has to
    /// wait for what another does with an answer of megabytes.
    running: FuturesUnordered<JoinHandle<Finished>>,
}

impl<S> Dispatcher<S>
where
    S: Service<Request, Response = Option<Response>> + Send + 'static,
    S::Future: Send + 'static,
{
    /// A dispatcher that hands messages to `service` and writes to `output`, with what `service`
    /// sends through `socket` on its own.
    pub fn new(service: S, socket: ClientSocket, output: Sender<Outgoing>, log: Log) -> Dispatcher<S> {
        let (requests, responses) = socket.split();
        let (waiting, running) = (VecDeque::new(), FuturesUnordered::new());
        Dispatcher { service, requests, responses, output, log, phase: Phase::Before, waiting, running }
    }

    /// Handles what is in the queue, until `exit` or its end.
    pub async fn run(mut self, mut queue: UnboundedReceiver<Incoming>) {
        loop {
            while let Ok(message) = queue.try_recv() {
                self.admit(message);
            }
            if let Some(next) = self.waiting.pop_front() {
                if self.handle(next).await {
                    return;
                }
                self.write_sent();
                while let Some(Some(Ok(finished))) = self.running.next().now_or_never() {
                    self.finish(finished);
                }
                continue;
            }
            select_biased! {
                request = self.requests.select_next_some() => self.write(Outgoing::Request(request)),
                finished = self.running.select_next_some() => {
                    // Only the end of the runtime ends a task otherwise.
                    let Ok(finished) = finished else { return };
                    self.finish(finished);
                }
                message = queue.next() => match message {
                    Some(message) => self.admit(message),
                    None => break,
                },
            }
        }
        // Whoever closes the input after a question may still read the answer.
        while !self.running.is_empty() {
            select_biased! {
                request = self.requests.select_next_some() => self.write(Outgoing::Request(request)),
                finished = self.running.select_next_some() => {
                    // Only the end of the runtime ends a task otherwise.
                    let Ok(finished) = finished else { return };
                    self.finish(finished);
                }
            }
        }
    }

    /// Puts a message behind those that wait. A request that waits and is cancelled by it loses its
    /// turn, and with it the work.
    fn admit(&mut self, message: Incoming) {
        if let Some(id) = cancelled(&message) {
            let asked = |it: &&mut Waiting| match it {
                Waiting::Message(Incoming::Request(request)) => request.id() == Some(&id),
                _ => false,
            };
            if let Some(found) = self.waiting.iter_mut().rev().find(asked) {
                *found = Waiting::Cancelled(id);
                return;
            }
        }
        self.waiting.push_back(Waiting::Message(message));
    }

    /// Handles what has its turn. Whether it was the last.
    async fn handle(&mut self, next: Waiting) -> bool {
        match next {
            Waiting::Cancelled(id) => {
                let error = Error::request_cancelled();
                self.write(Outgoing::Response(Response::from_error(id, error)));
            }
            Waiting::Message(Incoming::Response(response)) => drop(self.responses.send(response).await),
            Waiting::Message(Incoming::Request(request)) => {
                if let Some(refusal) = self.refusal(&request) {
                    if let Some(id) = request.id() {
                        self.write(Outgoing::Response(Response::from_error(id.clone(), refusal)));
                    }
                } else {
                    return self.begin(request).await;
                }
            }
        }
        false
    }

    /// Why a message is not for the service now, if so.
    fn refusal(&self, request: &Request) -> Option<Error> {
        let (code, text) = match (request.method(), self.phase) {
            ("exit", _) if request.id().is_none() => return None,
            ("exit", _) => (ErrorCode::InvalidRequest, "`exit` has no `id` / `exit` 不带 `id`"),
            ("initialize", Phase::Before) | (_, Phase::During) => return None,
            (_, Phase::Before) => (NOT_INITIALIZED, "`initialize` comes first / 须先发送 `initialize`"),
            (_, Phase::After) => {
                (ErrorCode::InvalidRequest, "after `shutdown` there is only `exit` / `shutdown` 之后只能发送 `exit`")
            }
        };
        Some(Error { code, message: text.into(), data: None })
    }

    /// Begins a handler. Whether it was the last.
    async fn begin(&mut self, request: Request) -> bool {
        let is = |method: &str| request.method() == method;
        let (first, shutdown, last) = (is("initialize"), is("shutdown"), is("exit"));
        let mut handler = self.call(request).await;
        if shutdown {
            self.phase = Phase::After;
        }
        match poll!(&mut handler) {
            Poll::Ready(finished) => self.finish(finished),
            // Nothing can be asked before the editor knows what there is.
            Poll::Pending if first => {
                let finished = handler.await;
                self.finish(finished);
            }
            Poll::Pending => self.running.push(tokio::spawn(handler)),
        }
        last
    }

    /// The handler of a message, which says in the end what became of it.
    async fn call(&mut self, request: Request) -> BoxFuture<'static, Finished> {
        let (method, id) = (request.method().to_owned(), request.id().cloned());
        let is_open = future::poll_fn(|context| self.service.poll_ready(context)).await.is_ok();
        // Parameters are read here, and the handler runs below: both can panic.
        let called = is_open.then(|| catch_unwind(AssertUnwindSafe(|| self.service.call(request))));
        async move {
            let answer = match called {
                Some(Ok(handler)) => AssertUnwindSafe(handler).catch_unwind().await,
                Some(Err(panic)) => Err(panic),
                None => Ok(Ok(None)),
            };
            Finished {
                method,
                id,
                answer: answer.map(|answer| answer.unwrap_or_default()).map_err(|panic| said(&*panic)),
            }
        }
        .boxed()
    }

    /// Writes what a handler has come to.
    fn finish(&mut self, Finished { method, id, answer }: Finished) {
        self.write_sent();
        let answer = match (answer, id) {
            (Ok(Some(answer)), _) => answer,
            (Ok(None), None) => return,
            // The service is silent about a method that it does not know and may ignore as a notification.
            (Ok(None), Some(id)) => Response::from_error(id, Error::method_not_found()),
            (Err(panic), id) => return self.apologize(&method, id, &panic),
        };
        if method == "initialize" && answer.is_ok() {
            self.phase = Phase::During;
        }
        self.write(Outgoing::Response(answer));
    }

    /// Says that a handler has panicked: to whoever waits for its answer, or in the editor's log.
    fn apologize(&mut self, method: &str, id: Option<Id>, panic: &str) {
        let text = format!(
            "an error inside the server, in `{method}`: {panic}; please report it, with the budget if you can / \
             服务器处理 `{method}` 时出现内部错误：{panic}，请反馈给开发者，最好附上预算文件"
        );
        (self.log)(&text);
        let Some(id) = id else {
            let params = json!({"type": 1, "message": text});
            return self.write(Outgoing::Request(Request::build("window/logMessage").params(params).finish()));
        };
        // The service still holds the request as one that runs, and would refuse another of that `id`.
        let forget = Request::build("$/cancelRequest").params(json!({"id": id})).finish();
        let _ = self.call(forget).now_or_never().and_then(FutureExt::now_or_never);
        let error = Error { code: ErrorCode::InternalError, message: text.into(), data: None };
        self.write(Outgoing::Response(Response::from_error(id, error)));
    }

    /// Writes what handlers have sent so far.
    fn write_sent(&mut self) {
        while let Some(Some(request)) = self.requests.next().now_or_never() {
            self.write(Outgoing::Request(request));
        }
    }

    fn write(&self, message: Outgoing) {
        // Without anybody to write to, the server is about to leave.
        let _ = self.output.send(message);
    }
}

/// The request that a message cancels.
fn cancelled(message: &Incoming) -> Option<Id> {
    match message {
        Incoming::Request(request) if request.method() == "$/cancelRequest" && request.id().is_none() => {
            serde_json::from_value(request.params()?.get("id")?.clone()).ok()
        }
        _ => None,
    }
}

/// What a panic says.
fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("?").to_owned()
}
