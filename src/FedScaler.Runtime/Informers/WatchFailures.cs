using FedScaler.Kube.Client;

namespace FedScaler.Runtime.Informers;

/// <summary>What a failure means for the next attempt.</summary>
internal static class WatchFailures
{
    /// <summary>
    /// The server has not come as far as the version asked for: a cache that lags, or a server restored from an older state.
    /// apiserver says so with 504 Timeout and this cause or, in older versions, in the message only (storage/errors.go).
    /// </summary>
    public static bool IsTooLarge(KubeApiException error) =>
        error.Status.Causes.Any(cause => cause.Reason == "ResourceVersionTooLarge")
        || error.Status.Message.Contains("Too large resource version", StringComparison.OrdinalIgnoreCase);

    /// <summary>The server does not know WatchList: its feature gate is off (422), or it does not know the parameter.</summary>
    public static bool RefusesWatchList(KubeApiException error) => error.Code is 400 or 405 or 406 or 415 or 422 or 501;
}
