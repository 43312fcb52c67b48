using FedScaler.Kube.Client;
using FedScaler.Kube.Models;

namespace FedScaler.Runtime.Tests.Support;

internal static class Refusals
{
    public static KubeApiException Expired() => Of(410, "Expired", "too old resource version");

    public static KubeApiException TooLarge() =>
        new(new KubeStatus(504, "Timeout", "Timeout: Too large resource version: 9, current: 1", [new StatusCause("ResourceVersionTooLarge", "", "Too large resource version")]));

    public static KubeApiException Of(int code, string reason, string message = "", TimeSpan? retryAfter = null) =>
        new(new KubeStatus(code, reason, message, []), retryAfter);
}
