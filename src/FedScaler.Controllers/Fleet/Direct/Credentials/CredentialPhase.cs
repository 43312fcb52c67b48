namespace FedScaler.Controllers.Fleet.Direct.Credentials;

/// <summary>How near its end a token is.</summary>
internal enum CredentialPhase
{
    Good,

    /// <summary>It should have been renewed long ago.</summary>
    Ending,

    Expired,
}
