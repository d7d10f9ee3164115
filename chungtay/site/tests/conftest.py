from chungtay.site.tests.demo_house import demo

__all__ = ["demo"]
