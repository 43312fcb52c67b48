using System.Collections.Concurrent;
using System.Security.Cryptography;
using FedScaler.Sandbox.ApiServer.Authorization;
using FedScaler.Sandbox.ApiServer.Errors;
using Microsoft.AspNetCore.Http;

namespace FedScaler.Sandbox.ApiServer;

/// <summary>Bearer tokens: administrators', which are issued here, and ServiceAccounts'.</summary>
internal sealed class Authentication
{
    private readonly ConcurrentDictionary<string, bool> _administrators = [];
    private readonly ConcurrentDictionary<string, UserInfo> _users = [];
    private readonly ConcurrentDictionary<string, bool> _revoked = [];
    private readonly ServiceAccountTokens _accounts;

    public Authentication(string adminToken, ServiceAccountTokens accounts)
    {
        AdminToken = adminToken;
        _accounts = accounts;
        _administrators[adminToken] = true;
    }

    public string AdminToken { get; }

    /// <summary>A further token with all rights.</summary>
    public string Issue()
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        _administrators[token] = true;
        return token;
    }

    /// <summary>A token of a user who may do what roles that are bound to him grant. It outlives all that the store holds.</summary>
    public string Issue(string user)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        _users[token] = new UserInfo(user, "system:authenticated");
        return token;
    }

    public void Revoke(string token) => _revoked[token] = true;

    /// <summary>Makes a token valid again.</summary>
    public void Allow(string token) => _revoked.TryRemove(token, out _);

    /// <summary>Who sends a request; a token that is nobody's is refused.</summary>
    public UserInfo Identify(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.Length == 0) return UserInfo.Anonymous;
        const string Scheme = "Bearer ";
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) throw ApiException.Unauthorized();
        var token = header[Scheme.Length..].Trim();
        if (_revoked.ContainsKey(token)) throw ApiException.Unauthorized();
        if (_administrators.ContainsKey(token)) return UserInfo.Administrator;
        return _users.TryGetValue(token, out var user) ? user : _accounts.Find(token) ?? throw ApiException.Unauthorized();
    }
}
