using FedScaler.Core.ScaleIn;
using Microsoft.Extensions.Logging;

namespace FedScaler.Controllers.Fleet.Removals;

/// <summary>One line for each look that could not be had, and each that says less than it might; never a credential.</summary>
internal static partial class RemovalLog
{
    public const string Category = "FedScaler.Fleet.Removals";

    [LoggerMessage(1, LogLevel.Warning, "Member {Member} refused a look at {Target}: {Reason}; grant the member's user what the documentation lists for ScaleIn")]
    public static partial void Refused(ILogger logger, string member, TargetRef target, string reason);

    [LoggerMessage(2, LogLevel.Information, "Member {Member} did not answer a look at {Target}: {Reason}")]
    public static partial void NotAnswered(ILogger logger, string member, TargetRef target, string reason);

    [LoggerMessage(3, LogLevel.Warning, "Member {Member}: no label can be called free to prove marks with, as not all that selects pods may be listed: {Reason}")]
    public static partial void NoLabelFree(ILogger logger, string member, string reason);

    [LoggerMessage(4, LogLevel.Warning, "Member {Member}: {Target} keeps its count elsewhere than in spec.replicas; nothing can be taken out of it there ({Kind})")]
    public static partial void NoReplicas(ILogger logger, string member, TargetRef target, TargetKind kind);

    [LoggerMessage(5, LogLevel.Information, "Member {Member}: fields of HPA {Hpa} stay noted as ours after it was let go: {Reason}")]
    public static partial void OwnershipKept(ILogger logger, string member, string hpa, string reason);
}
