namespace FedScaler.Controllers.Fleet.Members;

/// <summary>The members of a fleet, whoever declares them.</summary>
internal interface IMemberRoster
{
    IEnumerable<MemberEntry> All { get; }

    /// <summary>Null where there is no such member.</summary>
    MemberEntry? Find(string name);

    /// <summary>The connection by which a member may be written to.</summary>
    /// <exception cref="InvalidOperationException">It may not: the fleet only looks, or the user has paused the member or the whole service.</exception>
    /// <exception cref="HttpRequestException">There is no connection.</exception>
    MemberConnection FindWritable(string name);
}
