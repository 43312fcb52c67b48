global using FedScaler.EndToEnd.Tests.Harness;
global using Shouldly;
global using Xunit;
