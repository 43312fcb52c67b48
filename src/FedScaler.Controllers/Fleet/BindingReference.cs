using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Fleet;

/// <summary>Which binding a CronHPA's reference names.</summary>
/// <param name="Key">Where it is, or would be; null where the reference names none in this federation.</param>
/// <param name="Mend">What to name in its place; null where there is a key.</param>
public readonly record struct BindingReference(ObjectKey? Key, string? Mend);
