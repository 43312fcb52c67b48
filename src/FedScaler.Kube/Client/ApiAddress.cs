using System.Text;
using FedScaler.Kube.Models;

namespace FedScaler.Kube.Client;

/// <summary>Builds the URLs of one API server.</summary>
internal sealed class ApiAddress(Uri server)
{
    private readonly string _base = server.GetLeftPart(UriPartial.Path).TrimEnd('/');

    public Uri Collection(ResourceType type, string? ns, string query) => Make(CollectionPath(type, ns), query);

    public Uri Object(ResourceType type, ObjectKey key, string? subresource, string query)
    {
        if (string.IsNullOrEmpty(key.Name)) throw new ArgumentException($"an object of {type} is addressed without a name", nameof(key));
        var path = $"{CollectionPath(type, RequireNamespace(type, key))}/{Uri.EscapeDataString(key.Name)}";
        return Make(subresource is null ? path : $"{path}/{subresource}", query);
    }

    public Uri Path(string path) => new(_base + (path.StartsWith('/') ? path : "/" + path));

    /// <summary><c>?a=b&amp;c=d</c> of what has a value.</summary>
    public static string Query(params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var query = new StringBuilder();
        foreach (var (name, value) in parameters)
        {
            if (!string.IsNullOrEmpty(value)) query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return query.ToString();
    }

    private static string CollectionPath(ResourceType type, string? ns)
    {
        var root = type.Group.Length == 0 ? $"/api/{type.Version}" : $"/apis/{type.Group}/{type.Version}";
        return ns is null || !type.Namespaced ? $"{root}/{type.Plural}" : $"{root}/namespaces/{Uri.EscapeDataString(ns)}/{type.Plural}";
    }

    private static string? RequireNamespace(ResourceType type, ObjectKey key) => type.Namespaced && string.IsNullOrEmpty(key.Namespace)
        ? throw new ArgumentException($"{type} {key.Name} is addressed without a namespace", nameof(key))
        : key.Namespace;

    private Uri Make(string path, string query) => new(_base + path + query);
}
