using FedScaler.Api.Common;
using FedScaler.Api.ReplicaBindings;
using FedScaler.Controllers.Fleet.Karmada.Bindings.Objects;

namespace FedScaler.Controllers.Fleet.Karmada.Bindings;

/// <summary>What Karmada does to a binding that changes nothing of what is decided, and that its users are to see beside it.</summary>
internal static class BindingNotes
{
    private const string Type = "DispatchingSuspended";

    public static ReplicaBindingStatus With(ReplicaBindingStatus status, BindingRecord binding, DateTimeOffset now)
    {
        var told = status.Conditions.Where(static condition => condition.Type != Type).ToList();
        if (binding.DispatchingSuspended is { } whereto)
        {
            var known = binding.Status?.Conditions.Find(Type);
            told.Add(new Condition
            {
                Type = Type,
                Status = Condition.True,
                Reason = "BySpec",
                Message = $"spec.suspension of {binding.Policy ?? "the binding"} keeps changes of the workload from {whereto}: counts are set there all the same",
                LastTransitionTime = known?.LastTransitionTime ?? now.InWholeSeconds(),
            });
        }

        return told.Count == status.Conditions.Count && binding.DispatchingSuspended is null ? status : status with { Conditions = told };
    }
}
