namespace RayNet.Runtime.Tests;

/// <summary>A derived exception of the user.</summary>
internal sealed class ClosedShopException(string message) : ShopException(message);
