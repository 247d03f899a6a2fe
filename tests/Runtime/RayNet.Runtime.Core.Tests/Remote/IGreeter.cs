namespace RayNet.Runtime.Tests;

internal interface IGreeter
{
    string Greet() => "greetings";
}
