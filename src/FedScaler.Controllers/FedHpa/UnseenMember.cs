namespace FedScaler.Controllers.FedHpas;

/// <summary>A member that a plan knows nothing of but what the hub's status tells.</summary>
public sealed record UnseenMember(string Name, string Reason);
