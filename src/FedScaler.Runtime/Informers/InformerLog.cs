using Microsoft.Extensions.Logging;

namespace FedScaler.Runtime.Informers;

internal static partial class InformerLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Cluster}: listed {Count} {Resource} at resourceVersion {ResourceVersion}")]
    public static partial void Listed(ILogger logger, string cluster, string resource, int count, string resourceVersion);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Cluster}: following {Resource} failed: {Error}; trying again in {Pause}")]
    public static partial void Failed(ILogger logger, string cluster, string resource, string error, TimeSpan pause);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{Cluster}: most of the {Resource} were missing from a new list; the server may have been wiped, so nothing is concluded from it for now")]
    public static partial void Suspicious(ILogger logger, string cluster, string resource);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Cluster}: a subscriber to {Resource} failed")]
    public static partial void SubscriberFailed(ILogger logger, Exception error, string cluster, string resource);
}
