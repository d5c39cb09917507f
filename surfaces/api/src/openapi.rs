//! The description of the interface, made from the routes themselves.

use crate::{Api, v1};
use utoipa::OpenApi;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa_axum::router::OpenApiRouter;

/// What the description says of the whole.
#[derive(OpenApi)]
#[openapi(
    info(title = "OneDoor", description = "The civic platform: register, dossiers, papers and figures, for programs."),
    modifiers(&Bearer),
    security(("session" = [])),
)]
struct Description;

struct Bearer;

impl utoipa::Modify for Bearer {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("The secret that POST /api/v1/sessions answers with."))
            .build();
        openapi.components.get_or_insert_with(Default::default).add_security_scheme("session", SecurityScheme::Http(scheme));
    }
}

/// Every described route.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::with_openapi(Description::openapi()).merge(v1::routes())
}

/// The description, as `/openapi.json` serves it.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    routes().split_for_parts().1
}
