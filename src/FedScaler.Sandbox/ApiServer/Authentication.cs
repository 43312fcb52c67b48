using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using FedScaler.Sandbox.ApiServer.Errors;
using Microsoft.AspNetCore.Http;

namespace FedScaler.Sandbox.ApiServer;

/// <summary>Bearer tokens: one that may do everything, and whatever else was issued; nobody else may do anything but ask for health and version.</summary>
internal sealed class Authentication
{
    private readonly ConcurrentDictionary<string, bool> _valid = [];

    public Authentication(string adminToken)
    {
        AdminToken = adminToken;
        _valid[adminToken] = true;
    }

    public string AdminToken { get; }

    /// <summary>A further token with all rights.</summary>
    public string Issue()
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        _valid[token] = true;
        return token;
    }

    public void Revoke(string token) => _valid.TryRemove(token, out _);

    /// <summary>Makes a token valid again.</summary>
    public void Allow(string token) => _valid[token] = true;

    /// <summary>Whether the request is by somebody; a token that nobody was given is refused.</summary>
    public bool IsKnown(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.Length == 0) return false;
        const string Scheme = "Bearer ";
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || !_valid.ContainsKey(header[Scheme.Length..].Trim()))
            throw ApiException.Unauthorized();
        return true;
    }

    /// <summary>The refusal of an anonymous request, worded as RBAC does.</summary>
    public static ApiException Forbidden(string verb, Requests.RequestPath? path, string url)
    {
        if (path is null)
        {
            var message = $"forbidden: User \"system:anonymous\" cannot {verb} path \"{url}\"";
            return ApiException.Make(403, "Forbidden", message, []);
        }

        var what = new StringBuilder(path.Resource);
        if (path.Subresource.Length > 0) what.Append('/').Append(path.Subresource);
        var scope = path.Namespace is null ? "at the cluster scope" : $"in the namespace \"{path.Namespace}\"";
        var subject = path.Name.Length > 0 ? $" \"{path.Name}\"" : "";
        var qualified = path.Group.Length == 0 ? path.Resource : $"{path.Resource}.{path.Group}";
        return ApiException.Make(
            403,
            "Forbidden",
            $"{qualified}{subject} is forbidden: User \"system:anonymous\" cannot {verb} resource \"{what}\" in API group \"{path.Group}\" {scope}",
            ApiException.Details(path.Name, path.Group, path.Resource));
    }
}
