using Microsoft.Extensions.Logging;

namespace FedScaler.Runtime.Events;

internal static partial class EventLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "event {Reason} about {Name} could not be written: {Error}")]
    public static partial void GaveUp(ILogger logger, string reason, string name, string error);
}
