namespace FedScaler.Controllers.Fleet.Members;

/// <summary>What lies between us and the members' API servers, where that may be away while the members are well.</summary>
internal interface IMemberRoute
{
    /// <summary>
    /// Asks, after a member did not answer, whether it could have been heard at all. Returns why not, in words for the user; null
    /// where the silence is the member's own.
    /// </summary>
    Task<string?> WhyBrokenAsync(CancellationToken cancellationToken);
}
