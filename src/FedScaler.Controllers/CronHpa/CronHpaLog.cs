using FedScaler.Api.CronHpas;
using FedScaler.Api.Validation;
using FedScaler.Kube.Models;
using Microsoft.Extensions.Logging;

namespace FedScaler.Controllers.CronHpas;

/// <summary>One line a transition, none for a look that changes nothing.</summary>
internal static partial class CronHpaLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Key}: {Edge} of {Rule}, due {Due:O}, at {Target}: {Result}: {Message}")]
    public static partial void Transition(
        ILogger logger, ObjectKey key, TransitionEdge edge, string rule, DateTimeOffset due, ScheduleTarget target, string result, string? message);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Key}: no rule acts: {Errors}")]
    public static partial void Invalid(ILogger logger, ObjectKey key, IReadOnlyList<FieldError> errors);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Key}: deleted; {Target} is no longer held by {Rules}")]
    public static partial void Gone(ILogger logger, ObjectKey key, ScheduleTarget target, IReadOnlyList<string> rules);
}
