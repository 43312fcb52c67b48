using FedScaler.Api.CronHpas;
using FedScaler.Api.Mapping;
using FedScaler.Api.Validation;
using FedScaler.Core.Scheduling;

namespace FedScaler.Controllers.CronHpas;

/// <summary>What is read from a spec once, and not at every look.</summary>
/// <param name="Errors">All that is wrong with it; empty when it can be acted on.</param>
/// <param name="Warnings">What may not be meant.</param>
/// <param name="Schedule">Null where there are errors: then none of its rules acts.</param>
public sealed record CronHpaReading(ScheduleTarget Target, IReadOnlyList<FieldError> Errors, IReadOnlyList<string> Warnings, Schedule? Schedule)
{
    public static CronHpaReading Of(CronHpa resource)
    {
        var target = ScheduleTarget.Of(resource.Metadata.Namespace, resource.Spec.ScaleTargetRef);
        var read = resource.ReadSchedule();
        return new CronHpaReading(target, read.Errors, read.Value is null ? [] : CronHpaValidator.Warnings(resource.Spec), read.Value);
    }
}
