using Microsoft.Extensions.Logging;

namespace FedScaler.Hosting.Federations;

internal static partial class FederationLog
{
    public const string Category = "FedScaler.Federation";

    [LoggerMessage(1, LogLevel.Information, "federation {Federation}, as --federation says")]
    public static partial void Told(ILogger logger, string federation);

    [LoggerMessage(2, LogLevel.Information, "federation {Federation}, by what the hub serves")]
    public static partial void Found(ILogger logger, string federation);

    [LoggerMessage(3, LogLevel.Warning, "which federation the hub serves is not known yet, and is asked again in {Pause}: {Reason}")]
    public static partial void Unknown(ILogger logger, TimeSpan pause, string reason);
}
