//! Errors as `application/problem+json` (RFC 9457).

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use gate::Failure;
use i18n::Catalogue;
use kernel::Locale;
use serde::Serialize;

/// A problem, as programs read it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Problem {
    /// A stable name of the problem: `about:onedoor#` and the message's id.
    #[schema(example = "about:onedoor#error-not-found")]
    pub r#type: String,
    /// What went wrong and what to do, in the language of the request.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// The stable code, the message's id.
    pub code: String,
    /// What is wrong with single fields.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
}

/// What is wrong with one field.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct FieldProblem {
    /// The field's path.
    pub field: String,
    /// What is wrong and what to do.
    pub message: String,
    /// The stable code, the message's id.
    pub code: String,
}

impl Problem {
    /// The problem that says `failure` in a language.
    #[must_use]
    pub fn of(failure: &Failure, words: &Catalogue, locale: Locale) -> Self {
        let errors = failure
            .fields
            .iter()
            .map(|field| FieldProblem {
                field: field.field.clone(),
                message: field.say(words, locale),
                code: field.message.clone(),
            })
            .collect();
        Self {
            r#type: format!("about:onedoor#{}", failure.message),
            title: failure.say(words, locale),
            status: failure.kind.http_status(),
            code: failure.message.to_owned(),
            errors,
        }
    }
}

/// A failure on its way out, with what is needed to say it.
pub(crate) struct Refusal {
    pub(crate) problem: Problem,
    pub(crate) retry_after: Option<u32>,
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, Json(self.problem)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"onedoor\""));
        }
        response
    }
}
