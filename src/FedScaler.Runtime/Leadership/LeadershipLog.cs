using Microsoft.Extensions.Logging;

namespace FedScaler.Runtime.Leadership;

internal static partial class LeadershipLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "stands by as {Identity}: Lease {Lease} is held by {Holder}")]
    public static partial void StandsBy(ILogger logger, string identity, string lease, string holder);

    [LoggerMessage(Level = LogLevel.Information, Message = "stands by as {Identity}: there is no Lease {Lease}; it is made in {Rest}, should nobody hold it by then")]
    public static partial void Missing(ILogger logger, string identity, string lease, TimeSpan rest);

    [LoggerMessage(Level = LogLevel.Information, Message = "leads as {Identity} by Lease {Lease}, epoch {Epoch}")]
    public static partial void Leads(ILogger logger, string identity, string lease, string epoch);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lease {Lease} was gone and is made anew: epoch {Epoch}")]
    public static partial void MadeAnew(ILogger logger, string lease, string epoch);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lease {Lease} could not be read or written and is tried again: {Error}")]
    public static partial void Failed(ILogger logger, string lease, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "leads no more: {Reason}")]
    public static partial void Lost(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "released Lease {Lease}")]
    public static partial void Released(ILogger logger, string lease);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lease {Lease} could not be released, and runs out by itself: {Error}")]
    public static partial void NotReleased(ILogger logger, string lease, string error);
}
