namespace FedScaler.Sandbox.ApiServer.Requests;

/// <summary>A resource URL in its parts (apiserver's endpoints/request/requestinfo.go). Name and Subresource are empty where there is none.</summary>
internal sealed record RequestPath(string Group, string Version, string Resource, string? Namespace, string Name, string Subresource)
{
    /// <summary>The subresource behind which a path goes on: what follows is for somebody else.</summary>
    public const string Proxy = "proxy";

    /// <summary>What follows behind <see cref="Proxy"/>, from its slash on; empty for nothing.</summary>
    public string Tail { get; init; } = "";

    /// <summary>Reads <c>/api/v1/…</c> and <c>/apis/GROUP/VERSION/…</c>; null when the path names no resource.</summary>
    public static RequestPath? Parse(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToArray();
        return parts switch
        {
            ["api", var version, _, ..] => Inside("", version, parts.AsSpan(2)),
            ["apis", var group, var version, _, ..] => Inside(group, version, parts.AsSpan(3)),
            _ => null,
        };
    }

    private static RequestPath? Inside(string group, string version, ReadOnlySpan<string> rest)
    {
        // /namespaces/NAME, /namespaces/NAME/status and /namespaces/NAME/finalize are the Namespace itself.
        if (rest is ["namespaces", var ns, _, ..] && !(group.Length == 0 && rest is ["namespaces", _, "status" or "finalize"]))
        {
            return rest[2..] is [var plural, ..] && rest.Length <= 5
                ? new RequestPath(group, version, plural, ns, At(rest, 3), At(rest, 4))
                : null;
        }

        if (rest is [var owner, var name, Proxy, .. var tail])
            return new RequestPath(group, version, owner, null, name, Proxy) { Tail = tail.Length == 0 ? "" : "/" + string.Join('/', tail!) };
        return rest.Length <= 3 ? new RequestPath(group, version, rest[0], null, At(rest, 1), At(rest, 2)) : null;
    }

    private static string At(ReadOnlySpan<string> parts, int index) => index < parts.Length ? parts[index] : "";
}
