/** Shows the OpenAPI document by Swagger UI; what is tried out carries the site's CSRF token. */

const place = document.getElementById("api");

globalThis.SwaggerUIBundle({
  domNode: place,
  url: place.dataset.schema,
  deepLinking: true,
  validatorUrl: null,
  requestInterceptor(request) {
    const token = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
    if (token && new URL(request.url, location.href).origin === location.origin)
      request.headers["X-CSRFToken"] = token[1];
    return request;
  },
});
