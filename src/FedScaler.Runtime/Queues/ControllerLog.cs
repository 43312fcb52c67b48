using Microsoft.Extensions.Logging;

namespace FedScaler.Runtime.Queues;

internal static partial class ControllerLog
{
    private static readonly Func<ILogger, string, string, long, IDisposable?> DefineScope =
        LoggerMessage.DefineScope<string, string, long>("{Controller} {Key} reconcileID {ReconcileID}");

    public static IDisposable? Scope(ILogger logger, string controller, string key, long id) => DefineScope(logger, controller, key, id);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Controller}: {Key} has to be tried again: {Reason}")]
    public static partial void Retrying(ILogger logger, string controller, string key, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Controller}: {Key} is not written for now: {Reason}")]
    public static partial void Fenced(ILogger logger, string controller, string key, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Controller}: what was to be written of {Key} is gone, or going: {Reason}")]
    public static partial void Gone(ILogger logger, string controller, string key, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Controller}: {Key} took too long and is tried again")]
    public static partial void TimedOut(ILogger logger, string controller, string key);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Controller}: {Key} failed and is tried again")]
    public static partial void Failed(ILogger logger, Exception error, string controller, string key);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Controller}: {Key} is left alone until it changes: {Error}")]
    public static partial void GaveUp(ILogger logger, string controller, string key, string error);
}
