using Microsoft.Extensions.Logging;

namespace FedScaler.Run;

internal static partial class RunLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "serving the hub at {Hub}; metrics and health at {Address}")]
    public static partial void Started(ILogger logger, Uri hub, string address);

    [LoggerMessage(Level = LogLevel.Information, Message = "stopped")]
    public static partial void Stopped(ILogger logger);
}
