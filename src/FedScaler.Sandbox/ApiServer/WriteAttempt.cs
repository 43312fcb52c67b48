using System.Text.Json.Nodes;
using FedScaler.Kube.Models;

namespace FedScaler.Sandbox.ApiServer;

/// <summary>A creation or update, as an admission policy sees it.</summary>
/// <param name="Subresource">Empty for the object itself.</param>
/// <param name="Object">As it would be stored: read it, do not change it.</param>
public sealed record WriteAttempt(string User, ResourceType Resource, string Subresource, JsonObject Object);
