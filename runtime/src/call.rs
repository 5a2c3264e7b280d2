//! What every call can do beside being sent.

/// Implements what every call of an operation can do: `to_request`, `to_curl`, `with`, `send_raw`, and `.await`.
///
/// The call has a member `core`, a method `request` that builds the request, and a method `send`. The type after
/// the arrow is what a success gives, the one after it the type of business codes, where the service has some.
///
/// ```
/// use clientwright_runtime as runtime;
///
/// static PING: runtime::Operation = runtime::Operation::new("ping", "GET", "/ping");
///
/// #[derive(Clone, Debug)]
/// pub struct Ping {
///     core: runtime::Client,
/// }
///
/// impl Ping {
///     fn request(&self) -> Result<runtime::Request, runtime::Error> {
///         let mut request = runtime::RequestBuilder::new(&PING);
///         request.path_literal("/ping");
///         request.finish()
///     }
///
///     pub fn send(self) -> runtime::ResponseFuture<()> {
///         self.core.send_empty(&PING, self.request())
///     }
/// }
///
/// runtime::call!(Ping, PING -> ());
///
/// # fn main() -> Result<(), runtime::Error> {
/// let service = runtime::transport::Mock::new();
/// let client = runtime::ClientBuilder::new("https://api.test/v1", &[]).transport(service);
/// let call = Ping { core: client.build()? };
/// assert_eq!(call.to_request()?.uri(), "https://api.test/v1/ping");
/// # Ok(()) }
/// ```
#[macro_export]
macro_rules! call {
    ($call:ident, $operation:ident -> $output:ty $(, $code:ty)?) => {
        impl $call {
            /// Builds the request without sending it. Credentials are part of it.
            ///
            /// # Errors
            /// If an argument is not valid or a credential is missing.
            #[inline]
            pub fn to_request(
                &self,
            ) -> ::core::result::Result<
                $crate::http::Request<$crate::Body>,
                $crate::Error$(<$code>)?,
            > {
                self.core.to_request(&$operation, self.request())
            }

            /// Writes the request as a command line of `curl`, with credentials masked.
            ///
            /// # Errors
            /// If an argument is not valid or a credential is missing.
            #[inline]
            pub fn to_curl(
                &self,
            ) -> ::core::result::Result<::std::string::String, $crate::Error$(<$code>)?> {
                self.core.to_curl(&$operation, self.request())
            }

            /// Gives this call options of its own: headers, query, time, retries.
            #[inline]
            pub fn with(mut self, options: $crate::CallOptions) -> Self {
                self.core = self.core.with(options);
                self
            }

            /// Sends the request and returns whatever comes back, undecoded.
            #[inline]
            pub fn send_raw(self) -> $crate::RawFuture$(<$code>)? {
                self.core.send_raw(&$operation, self.request())
            }
        }

        $crate::testable!($call, $operation);

        impl ::core::future::IntoFuture for $call {
            type Output = ::core::result::Result<$output, $crate::Error$(<$code>)?>;
            type IntoFuture = $crate::ValueFuture<$output $(, $code)?>;

            #[inline]
            fn into_future(self) -> Self::IntoFuture {
                self.send().into_value()
            }
        }
    };
}

/// What a mock has to know of a call: nothing, without the feature `testing`.
#[cfg(not(feature = "testing"))]
#[doc(hidden)]
#[macro_export]
macro_rules! testable {
    ($($any:tt)*) => {};
}
