using FedScaler.Kube.Models;
using Microsoft.Extensions.Logging;

namespace FedScaler.Controllers.Brakes;

internal static partial class BrakeLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The service's brake is on, nothing is written to any member: {Reason}")]
    public static partial void On(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The service's brake is let go: ConfigMap {Key}")]
    public static partial void LetGo(ILogger logger, ObjectKey key);
}
