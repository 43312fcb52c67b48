using FedScaler.Sandbox.Storage;

namespace FedScaler.Sandbox.ApiServer.Requests;

/// <summary>A list, or a page of one.</summary>
/// <param name="Continue">The token for the next page; null on the last.</param>
/// <param name="Remaining">How many are left after this page; null where a selector makes that unknown.</param>
internal sealed record ListPage(IReadOnlyList<StoredObject> Items, long Revision, string? Continue, long? Remaining);
