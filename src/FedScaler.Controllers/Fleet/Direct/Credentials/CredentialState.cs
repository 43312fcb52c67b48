using FedScaler.Controllers.Fleet.Members;

namespace FedScaler.Controllers.Fleet.Direct.Credentials;

/// <summary>What is known of a member's token, for its status and its metric.</summary>
/// <param name="Where">Secret and key.</param>
/// <param name="IsRenewed">False: the user renews it.</param>
/// <param name="Trouble">Why the last renewal failed; null when it did not.</param>
/// <param name="Phase">How near its end it is.</param>
internal sealed record CredentialState(BoundToken Token, string Where, bool IsRenewed, string? Trouble, CredentialPhase Phase);
