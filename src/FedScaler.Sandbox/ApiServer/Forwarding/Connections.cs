using FedScaler.Kube.Models;
using FedScaler.Sandbox.ApiServer.Requests;

namespace FedScaler.Sandbox.ApiServer.Forwarding;

/// <summary>
/// Subresources that are not answered from the store but handed to somebody who answers in their own way, whatever the verb
/// and whatever follows in the path (apiserver's registry/rest Connecter).
/// </summary>
internal sealed class Connections
{
    private readonly Dictionary<(string Group, string Plural, string Subresource), Func<ApiRequest, Task>> _handlers = [];

    public void Add(ResourceType resource, string subresource, Func<ApiRequest, Task> handler) =>
        _handlers[(resource.Group, resource.Plural, subresource)] = handler;

    public Func<ApiRequest, Task>? Find(ApiRequest request) =>
        request.Subresource.Length > 0 ? _handlers.GetValueOrDefault((request.Type.Group, request.Type.Plural, request.Subresource)) : null;
}
