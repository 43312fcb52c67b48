using FedScaler.Kube.Models;
using Microsoft.Extensions.Logging;

namespace FedScaler.Controllers.FedHpas;

/// <summary>One line a decision that changes something, none for a look that changes nothing.</summary>
internal static partial class FedHpaLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Key}: {Member} may now run {Min} to {Max}")]
    public static partial void ShareWritten(ILogger logger, ObjectKey key, string member, int min, int max);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Key}: {Member} is parked")]
    public static partial void ShareWithdrawn(ILogger logger, ObjectKey key, string member);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Key}: {Member} is no longer selected: its HPA is deleted, its replicas stay")]
    public static partial void MemberLeft(ILogger logger, ObjectKey key, string member);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Key}: {Member} is no longer selected: its HPA {Hpa} is given back as it was, its replicas stay")]
    public static partial void MemberGivenBack(ILogger logger, ObjectKey key, string member, string hpa);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Key}: writing to {Member} failed: {Error}")]
    public static partial void WriteFailed(ILogger logger, ObjectKey key, string member, string error);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Key}: deleted; {Member}'s HPA {Hpa}: {Deed}")]
    public static partial void Undone(ILogger logger, ObjectKey key, string member, string hpa, string deed);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Key}: deleted; what could not be undone: {Leftovers}")]
    public static partial void NotUndone(ILogger logger, ObjectKey key, string leftovers);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Key}: room moved: {Moves}")]
    public static partial void RoomMoved(ILogger logger, ObjectKey key, string moves);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Key}: shares are kept as they are for ScaleIn {ScaleIn}")]
    public static partial void Held(ILogger logger, ObjectKey key, string scaleIn);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Key}: the clock makes it {Min} to {Max}, by [{Schedules}]")]
    public static partial void Scheduled(ILogger logger, ObjectKey key, int min, int max, IReadOnlyList<string> schedules);
}
