using FedScaler.Core.ScaleIn;
using FedScaler.Kube.Models;
using Microsoft.Extensions.Logging;

namespace FedScaler.Controllers.ScaleIns;

/// <summary>Every phase and every write: what a removal did must be told afterwards.</summary>
internal static partial class ScaleInLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Key}: {Phase}: {Message}")]
    public static partial void Phase(ILogger logger, ObjectKey key, RemovalPhase phase, string message);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Key}: stands at {Phase} until the service's brake is let go: {Brake}")]
    public static partial void Stands(ILogger logger, ObjectKey key, RemovalPhase phase, string brake);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Key}: written to {Where}: {Step}")]
    public static partial void Taken(ILogger logger, ObjectKey key, string where, RemovalStep step);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Key}: not written to {Where}, which has changed since the look: {Step}: {Error}")]
    public static partial void Overtaken(ILogger logger, ObjectKey key, string where, RemovalStep step, string error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Key}: writing to {Where} failed: {Step}")]
    public static partial void Failed(ILogger logger, Exception error, ObjectKey key, string where, RemovalStep step);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Key}: its status cannot be read: {Error}")]
    public static partial void Unreadable(ILogger logger, ObjectKey key, string error);
}
