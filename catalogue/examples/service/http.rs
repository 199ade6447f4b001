//! A request → the question that its path names → one JSON object.

use std::convert::Infallible;
use std::sync::Arc;

use dingmi_catalogue::{Catalogue, Live};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};
use serde_json::Value;

use crate::fault::Fault;
use crate::query::{Query, decoded};
use crate::questions;
use crate::told::Teller;

/// The catalogue is taken once, so one answer is never made of two.
pub(crate) async fn answer(live: Arc<Live>, request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    let catalogue = live.current();
    let teller = Teller::default();
    let (status, mut told) = match route(&catalogue, &teller, &request) {
        Ok(told) => (StatusCode::OK, told),
        Err(fault) => (fault.status, fault.told()),
    };
    if let Value::Object(fields) = &mut told {
        fields.insert("serial".to_owned(), catalogue.serial().into());
        if status == StatusCode::OK {
            fields.insert("left_off".to_owned(), teller.left_off().into());
        }
    }
    let mut response = Response::new(Full::new(Bytes::from(format!("{told}\n"))));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    // What is told may be secret: nobody on the way keeps it.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if status == StatusCode::METHOD_NOT_ALLOWED {
        headers.insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    Ok(response)
}

fn route(catalogue: &Catalogue, teller: &Teller, request: &Request<Incoming>) -> Result<Value, Fault> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Err(Fault::method());
    }
    let query = Query::new(request.uri().query().unwrap_or_default())?;
    let path = request.uri().path();
    if let Some(id) = path.strip_prefix("/matters/") {
        return questions::matter(catalogue, teller, &decoded(id)?, query);
    }
    match path {
        "/healthz" => questions::health(catalogue, query),
        "/matters" => aside(|| questions::matters(catalogue, query)),
        "/classify" => aside(|| questions::classify(catalogue, teller, query)),
        "/may-determine" => questions::may_determine(catalogue, teller, query),
        "/may-know" => questions::may_know(catalogue, query),
        "/release" => questions::release(catalogue, query),
        "/obligations" => questions::obligations(catalogue, teller, query),
        _ => Err(Fault::unknown("no such question")),
    }
}

/// For what may take longer than others should wait: a search walks over all names, and an object of which little is known may
/// take many steps. Another thread goes on with the others.
fn aside(question: impl FnOnce() -> Result<Value, Fault>) -> Result<Value, Fault> {
    tokio::task::block_in_place(question)
}
