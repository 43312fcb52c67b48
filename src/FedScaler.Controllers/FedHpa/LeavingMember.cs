using FedScaler.Controllers.Fleet;

namespace FedScaler.Controllers.FedHpas;

/// <summary>A member that takes no part any more, with the HPA that is to go from there; what it runs stays.</summary>
internal sealed record LeavingMember(string Name, HpaView Hpa, bool Paused);
